// htmx as a page loads it: it reads the attributes of the page and says nothing else.
import "htmx.org/dist/htmx.esm.js";
