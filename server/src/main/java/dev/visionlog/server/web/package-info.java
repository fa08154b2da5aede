/** The process that serves the web page. */
@NullMarked
package dev.visionlog.server.web;

import org.jspecify.annotations.NullMarked;
