/** What logging costs the thread that logs, with our appender and with others. */
@NullMarked
package dev.visionlog.benchmarks.appender;

import org.jspecify.annotations.NullMarked;
