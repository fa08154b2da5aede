/** The buffer in files: batches that outlive the process, in segments of their own format. */
@NullMarked
package dev.visionlog.client.internal.spool;

import org.jspecify.annotations.NullMarked;
