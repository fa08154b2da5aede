package dev.visionlog.server.filter;

import java.util.List;
import java.util.stream.Stream;

/** Names the fields that a filter asks for. */
final class FieldsUsed implements Filter.Visitor<Stream<FilterField>> {

  private final FilterSchema schema;

  FieldsUsed(FilterSchema schema) {
    this.schema = schema;
  }

  @Override
  public Stream<FilterField> and(Filter.And filter) {
    return ofAll(filter.parts());
  }

  @Override
  public Stream<FilterField> or(Filter.Or filter) {
    return ofAll(filter.parts());
  }

  @Override
  public Stream<FilterField> not(Filter.Not filter) {
    return filter.part().accept(this);
  }

  private Stream<FilterField> ofAll(List<Filter> parts) {
    return parts.stream().flatMap(part -> part.accept(this));
  }

  @Override
  public Stream<FilterField> search(Filter.Search filter) {
    return schema.searched().stream();
  }

  @Override
  public Stream<FilterField> presence(Filter.Presence filter) {
    return Stream.of(filter.field());
  }

  @Override
  public Stream<FilterField> level(Filter.LevelComparison filter) {
    return Stream.of(FilterField.LEVEL);
  }

  @Override
  public Stream<FilterField> number(Filter.NumberComparison filter) {
    return Stream.of(filter.field());
  }

  @Override
  public Stream<FilterField> decimal(Filter.DecimalComparison filter) {
    return Stream.of(filter.field());
  }

  @Override
  public Stream<FilterField> ofBoolean(Filter.BooleanComparison filter) {
    return Stream.of(filter.field());
  }

  @Override
  public Stream<FilterField> time(Filter.TimeComparison filter) {
    return Stream.of(filter.field());
  }

  @Override
  public Stream<FilterField> text(Filter.TextComparison filter) {
    return Stream.of(filter.field());
  }

  @Override
  public Stream<FilterField> element(Filter.ElementComparison filter) {
    return Stream.of(filter.field());
  }

  @Override
  public Stream<FilterField> extraPresence(Filter.ExtraPresence filter) {
    return Stream.of(FilterField.EXTRA);
  }

  @Override
  public Stream<FilterField> extraText(Filter.ExtraText filter) {
    return Stream.of(FilterField.EXTRA);
  }

  @Override
  public Stream<FilterField> extraNumber(Filter.ExtraNumber filter) {
    return Stream.of(FilterField.EXTRA);
  }

  @Override
  public Stream<FilterField> extraBoolean(Filter.ExtraBoolean filter) {
    return Stream.of(FilterField.EXTRA);
  }

  @Override
  public Stream<FilterField> extraNull(Filter.ExtraNull filter) {
    return Stream.of(FilterField.EXTRA);
  }
}
