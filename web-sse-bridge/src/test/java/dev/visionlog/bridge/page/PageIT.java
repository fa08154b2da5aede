package dev.visionlog.bridge.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.visionlog.bridge.RealBridge;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page in a browser. */
class PageIT {
  @RegisterExtension final Browsers browsers = new Browsers();

  private final RealBridge bridge = new RealBridge();

  @AfterEach
  void close() throws Exception {
    bridge.close();
  }

  @Test
  void page_opensWithoutErrorsAndWithinItsPolicy() {
    Page page = browsers.newPage();

    Response answer = page.navigate(bridge.address());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headerValue("content-security-policy")).contains("default-src 'none'");
    assertThat(page.title()).contains("Visionlog");
  }
}
