package dev.visionlog.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CameraCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--demo --every 0            | Invalid --every 0. Must be from 1 to 1000000",
        "--demo --quality 101        | Invalid --quality 101. Must be from 1 to 100",
        "--demo --fps -1             | Invalid --fps -1. Must be from 0 to 1000",
        "--demo --camera-id -1       | Invalid --camera-id -1. Must be 0 or greater",
        "--demo --resume             | --resume needs --run-id: which run to go on with",
        "--demo --run-id a/b         | Invalid run id 'a/b'. Must be 1 to 64 letters",
        "--demo --detector yolo      | Unknown detector 'yolo'. Must be one of: failing, motion",
        "--demo -o width=1           | Invalid detector option width '1'. Must be a number from 64",
        "--demo --server http://a@b  | a user name, password or token has no place in it",
        "--video x.avi               | --camera-id is missing: the camera's id on the server",
        "--rtsp me:s3cret --camera-id 3 | Invalid stream address. Must be a URL such as rtsp://",
        "--demo --device 0           | are mutually exclusive",
        "--camera-id 3               | Missing required argument",
      })
  void wrongOption_isRefusedWithWhatIsAllowed(String arguments, String message) {
    StringWriter err = new StringWriter();
    int status = execute(err, arguments.split(" "));
    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains(message).doesNotContain("s3cret").doesNotContain("\tat ");
  }

  @Test
  void help_listsExitCodes() {
    StringWriter out = new StringWriter();
    CommandLine command = new CommandLine(new CameraCommand());
    assertThat(command.setOut(new PrintWriter(out)).execute("--help")).isZero();
    assertThat(out.toString()).contains("--video", "--rtsp", "Exit codes:");
  }

  private static int execute(StringWriter err, String... arguments) {
    return new CommandLine(new CameraCommand()).setErr(new PrintWriter(err)).execute(arguments);
  }
}
