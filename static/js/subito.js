// Runs before the page is drawn, so that what only JavaScript can open does not flash.
document.documentElement.className = "con-js";
