/** What people and programs read: entries, tables, times, colours, JSON. Knows no server. */
@NullMarked
package dev.visionlog.cli.output;

import org.jspecify.annotations.NullMarked;
