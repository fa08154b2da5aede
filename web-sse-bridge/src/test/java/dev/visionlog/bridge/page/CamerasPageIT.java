package dev.visionlog.bridge.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.visionlog.bridge.RealBridge;
import dev.visionlog.v1.LogEntry;
import dev.visionlog.v1.LogLevel;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The cameras' names, on the page. */
class CamerasPageIT {
  @RegisterExtension final Browsers browsers = new Browsers();

  private static final RealBridge BRIDGE = new RealBridge();

  @BeforeEach
  void reset() {
    BRIDGE.reset();
  }

  @AfterAll
  static void close() throws Exception {
    BRIDGE.close();
  }

  @Test
  void camera_isAddedEditedAndDeletedAndItsEntriesStay() {
    BRIDGE.write(
        List.of(
            LogEntry.newBuilder()
                .setLevel(LogLevel.INFO)
                .setCameraId(7)
                .setMessage("seen by camera 7")
                .build()));
    Page page = open();

    add(page, "7", "Gate");
    assertThat(row(page, "Gate")).containsText("7");
    assertThat(said(page)).hasText("Camera 7 added");

    button(page, "Edit Gate").click();
    page.getByLabel("Name", exact()).fill("North gate");
    page.getByLabel("Description").fill("looks at the road");
    button(page, "Save").click();
    assertThat(row(page, "North gate")).containsText("looks at the road");
    assertThat(cameras()).containsExactly("North gate: looks at the road");

    button(page, "Delete North gate").click();
    assertThat(page.getByRole(AriaRole.DIALOG))
        .containsText("Its entries and predictions stay, under the number 7.");
    button(page, "Delete the camera").click();
    assertThat(said(page)).hasText("Camera 7 deleted");
    assertThat(page.locator(".empty")).containsText("No camera has a name yet");
    assertThat(cameras()).isEmpty();
    assertThat(BRIDGE.server().count("SELECT count(*) FROM logs WHERE camera_id = 7")).isOne();
  }

  @Test
  void camera_withATakenNumberIsRefusedAndWhatWasTypedStays() {
    browsers.tolerate("409");
    Page page = open();
    add(page, "7", "Gate");
    assertThat(row(page, "Gate")).isVisible();

    add(page, "7", "Door");

    assertThat(page.getByRole(AriaRole.DIALOG).locator(".problem")).containsText("7");
    assertThat(page.getByLabel("Name", exact())).hasValue("Door");
    assertThat(cameras()).containsExactly("Gate: ");
  }

  @Test
  void camera_withoutANameIsNotSent() {
    Page page = open();

    add(page, "", " ");

    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Name is missing");
    assertThat(page.getByLabel("Name", exact())).isFocused();
    assertThat(cameras()).isEmpty();
  }

  @Test
  void links_leadToTheCamerasEntries() {
    Page page = open();
    add(page, "7", "Gate");

    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Gate")).click();

    assertThat(page.locator("#filter")).hasValue("camera_id = 7");
    assertThat(page.locator("#live-list")).isVisible();
    page.goBack();
    page.getByTitle("Predictions of Gate").click();
    assertThat(page.locator("#filter")).hasValue("camera_id = 7");
    assertThat(page.locator("#predictions")).isVisible();
  }

  @Test
  void name_ofAStrangerIsTextAndNothingElse() {
    Page page = open();

    add(page, "7", "<img src=x onerror=alert(1)>\u202e");

    assertThat(page.locator("td.name")).hasText("<img src=x onerror=alert(1)>⟨U+202E⟩");
  }

  private Page open() {
    Page page = browsers.newPage();
    page.navigate(BRIDGE.address() + "/?view=cameras");
    return page;
  }

  private static void add(Page page, String id, String name) {
    button(page, "Add a camera").click();
    page.getByLabel("ID", exact()).fill(id);
    page.getByLabel("Name", exact()).fill(name);
    button(page, "Add").click();
  }

  private List<String> cameras() {
    return BRIDGE.server().sql("SELECT name || ': ' || description FROM cameras ORDER BY id");
  }

  private static Locator row(Page page, String name) {
    return page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(name));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator said(Page page) {
    return page.locator("#announcements");
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
