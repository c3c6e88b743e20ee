// The little of d3 that a picture is moved and enlarged with.
export { select } from "d3-selection";
export { zoom, zoomIdentity, zoomTransform } from "d3-zoom";
