package dev.visionlog.camera.resume;

import dev.visionlog.camera.frame.FrameNames;
import dev.visionlog.client.VisionlogClient;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Finds out what is left to be done of a run whose worker was killed. First the spool has to be
 * empty, then the server is asked until it says the same twice: what it had received when the
 * worker died may take a moment to be stored.
 */
public final class Resumption {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final VisionlogClient client;
  private final FrameNames names;
  private final Consumer<String> news;

  /**
   * @param client has the run's spool, and nothing else to send
   * @param news told what it waits for
   */
  public Resumption(VisionlogClient client, FrameNames names, Consumer<String> news) {
    this.client = client;
    this.names = names;
    this.news = news;
  }

  /** Waits for the server as long as it takes, and says which frames it has. */
  public StoredFrames storedFrames() throws InterruptedException {
    emptySpool();
    try (RunQuery query = new RunQuery(client.settings())) {
      StoredFrames before = ask(query);
      StoredFrames now = askLater(query);
      while (now.count() != before.count()) {
        before = now;
        now = askLater(query);
      }
      return now;
    }
  }

  private void emptySpool() throws InterruptedException {
    while (!client.flush(PATIENCE).complete()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      news.accept("Waiting for the server to take what is in the spool");
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  private StoredFrames askLater(RunQuery query) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    return ask(query);
  }

  private StoredFrames ask(RunQuery query) throws InterruptedException {
    while (true) {
      try {
        return query.storedFrames(names);
      } catch (StatusRuntimeException away) {
        news.accept("Waiting for the server to say what it has: " + away.getStatus().getCode());
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      }
    }
  }
}
