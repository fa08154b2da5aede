package dev.visionlog.server;

import dev.visionlog.server.store.postgres.Database;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Answers health checks (grpc.health.v1): for the server as a whole, for each service, for the
 * {@code database}, and for the {@code images} on disk. None of them serves without the database,
 * but for the images, which serve as long as they can be stored.
 */
final class HealthMonitor implements AutoCloseable {
  private static final String DATABASE = "database";
  private static final String IMAGES = "images";
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** It writes a file. */
  private static final Duration IMAGES_EVERY = Duration.ofSeconds(10);

  private final Database database;
  private final BooleanSupplier images;
  private final List<String> names;
  private final HealthStatusManager health = new HealthStatusManager();
  private final ScheduledExecutorService timer =
      // A disk that hangs must not keep the database from being looked at.
      Executors.newScheduledThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "health");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param images whether images can be stored; may block
   */
  HealthMonitor(Database database, BooleanSupplier images, List<BindableService> services) {
    this.database = database;
    this.images = images;
    this.names =
        services.stream()
            .map(service -> service.bindService().getServiceDescriptor().getName())
            .toList();
    set(ServingStatus.SERVING);
    timer.scheduleWithFixedDelay(
        this::check, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    timer.scheduleWithFixedDelay(
        this::checkImages, 0, IMAGES_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  BindableService service() {
    return health.getHealthService();
  }

  private void check() {
    set(status(database.isAvailable()));
  }

  private void checkImages() {
    health.setStatus(IMAGES, status(images.getAsBoolean()));
  }

  private static ServingStatus status(boolean well) {
    return well ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
  }

  private void set(ServingStatus status) {
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
    health.setStatus(DATABASE, status);
    names.forEach(name -> health.setStatus(name, status));
  }

  /** From now on nothing serves. */
  @Override
  public void close() {
    timer.shutdownNow();
    health.enterTerminalState();
  }
}
