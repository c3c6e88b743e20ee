"""One module a change of the tables; a change that was released is never edited."""
