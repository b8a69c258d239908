// The first page: keeps the whole edition in the browser for reading without a network, if a reader asks for it.
(() => {
  "use strict";
})();
