/** What tests of the client, the appender and the command line share: the real parts. */
@NullMarked
package dev.visionlog.testing;

import org.jspecify.annotations.NullMarked;
