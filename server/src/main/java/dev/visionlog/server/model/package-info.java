/** What the server talks about: immutable values without protobuf or SQL types. */
@NullMarked
package dev.visionlog.server.model;

import org.jspecify.annotations.NullMarked;
