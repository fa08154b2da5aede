/** What the tests of every module share, the server's too: so nothing here knows the server. */
@NullMarked
package dev.visionlog.testing.basics;

import org.jspecify.annotations.NullMarked;
