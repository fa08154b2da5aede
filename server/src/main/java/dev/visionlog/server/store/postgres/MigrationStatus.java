package dev.visionlog.server.store.postgres;

import java.time.Instant;
import java.util.Optional;

/**
 * A migration and whether the database has it.
 *
 * @param appliedAt empty while it is pending
 */
public record MigrationStatus(int version, String name, Optional<Instant> appliedAt) {}
