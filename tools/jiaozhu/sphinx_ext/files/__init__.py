"""The files beside the pages: downloads, what machines read, pictures, and the copy for reading offline."""
