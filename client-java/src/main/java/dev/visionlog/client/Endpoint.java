package dev.visionlog.client;

public record Endpoint(String host, int port, boolean tls) {}
