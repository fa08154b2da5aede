/** The web page's files. */
@NullMarked
package dev.visionlog.bridge.page;

import org.jspecify.annotations.NullMarked;
