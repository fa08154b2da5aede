/** Entries as files: NDJSON, CSV, JSON, COCO. Knows neither the contract nor the database. */
@NullMarked
package dev.visionlog.server.export;

import org.jspecify.annotations.NullMarked;
