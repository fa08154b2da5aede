package dev.visionlog.cli.connection;

/** The user wants the command to end. Says nothing on the way out. */
public final class InterruptedCommand extends RuntimeException {}
