package dev.visionlog.client.internal.settings;

/** An {@link Endpoint} as text; equal endpoints become equal texts. */
record EndpointType() implements SettingType<String> {
  @Override
  public String parse(String text) {
    return text;
  }

  @Override
  public String checked(String value) {
    return Endpoint.parse(value.strip()).toString();
  }

  @Override
  public String show(String value) {
    return value;
  }

  @Override
  public String allowed() {
    return "HOST[:PORT], dns:///HOST[:PORT], http://HOST[:PORT] or https://HOST[:PORT]; the port is"
        + " 50051 if not given";
  }

  @Override
  public String masked(String given) {
    return Endpoint.masked(given);
  }
}
