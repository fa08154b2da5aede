package dev.visionlog.camera;

import dev.visionlog.camera.detect.DetectorOptionsException;
import dev.visionlog.camera.worker.StopSignal;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code visionlog camera}: runs the worker until its source ends, or until SIGINT or SIGTERM. */
@Command(
    name = "visionlog camera",
    description = "Looks at a camera's frames, and sends predictions with their images, and logs.",
    mixinStandardHelpOptions = true,
    versionProvider = CameraCommand.Version.class,
    sortOptions = false,
    showDefaultValues = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:It is done or was stopped, and every prediction is stored or in the spool.",
      "1:The video, the camera or the detector cannot be used.",
      "2:The command line or a setting is wrong.",
      "4:Predictions were lost: dropped, rejected, or not stored in time and without a spool."
    })
final class CameraCommand implements Callable<Integer> {
  private static final int FAILURE = 1;
  private static final int LOST = 4;

  @Mixin private CameraOptions options = new CameraOptions();

  @Spec private @Nullable CommandSpec spec;

  private final StopSignal stop = new StopSignal();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile int status = FAILURE;

  @Override
  public Integer call() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "shutdown"));
    try {
      status = run();
    } finally {
      ended.countDown();
    }
    return status;
  }

  private int run() {
    if (options.untilInputEnds) {
      watchInput();
    }
    try (RunningCamera camera = new RunningCamera(new Choices(options), options, stop)) {
      return camera.run() ? 0 : LOST;
    } catch (IllegalArgumentException | DetectorOptionsException wrong) {
      throw bad(wrong);
    } catch (Exception failed) {
      System.err.println("visionlog: " + describe(failed));
      return FAILURE;
    }
  }

  private ParameterException bad(Exception wrong) {
    return new ParameterException(
        Objects.requireNonNull(spec).commandLine(), String.valueOf(wrong.getMessage()), wrong);
  }

  private static String describe(Exception failed) {
    return failed instanceof IOException
        ? String.valueOf(failed.getMessage())
        : failed.getClass().getSimpleName() + ": " + failed.getMessage();
  }

  private void watchInput() {
    Thread watch =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException gone) {
                // As good as an end.
              }
              stop.give();
            },
            "input-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /**
   * The JVM ends when its shutdown hooks have: so they wait. Its status would be that of a signal,
   * which service managers take for a failure.
   */
  private void stopAndWait() {
    if (ended.getCount() == 0) {
      return;
    }
    stop.give();
    try {
      ended.await();
      Runtime.getRuntime().halt(status);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** From the jar; classes alone have none. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = CameraCommand.class.getPackage().getImplementationVersion();
      return new String[] {version == null ? "unknown" : version};
    }
  }
}
