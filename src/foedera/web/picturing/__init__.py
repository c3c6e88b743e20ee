"""What the screens of pictures share: days to go to, claims behind a mark, states."""
