/** What people have chosen, in force on every server of the database. */
@NullMarked
package dev.visionlog.server.settings;

import org.jspecify.annotations.NullMarked;
