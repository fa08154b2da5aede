import java.util.Scanner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Looks at a frame for each line that it reads, and ends with its input. */
public final class CameraApp {
  private static final Logger log = LoggerFactory.getLogger("camera.Stream");

  public static void main(String[] args) {
    MDC.put("line", "press-2");
    log.info("Camera is up");
    try (Scanner input = new Scanner(System.in)) {
      for (int frame = 1; input.hasNextLine(); frame++) {
        String seen = input.nextLine();
        log.debug("Frame {} is read", frame);
        log.atWarn().addKeyValue("frame", frame).log("Saw {}", seen);
      }
    }
    log.info("Camera goes down");
  }
}
