@NullMarked
package dev.visionlog.client.internal.spool;

import org.jspecify.annotations.NullMarked;
