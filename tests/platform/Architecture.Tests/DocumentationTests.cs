using Ecommerce.Testing;

namespace Ecommerce.Architecture.Tests;

public sealed class DocumentationTests
{
    public static TheoryData<string> Documents => [.. Document.All];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_names_only_files_headings_and_folders_that_exist(string path) => Assert.Empty(Document.Read(path).Missing);

    [Theory]
    [InlineData("[architecture](docs/architecture.md)")]
    [InlineData("[how](#two-words)\n## Two words")]
    [InlineData("`services/*/Program.cs`, `./manifests/generate.sh base` and `services/XService/XJson.cs`")]
    [InlineData("```\ntests/gone\n```\n`GET /orders` of [a neighbour](https://example.com/docs/gone.md)")]
    public void Existing_or_foreign_target_is_accepted(string text) => Assert.Empty(new Document("README.md", text).Missing);

    [Theory]
    [InlineData("[gone](docs/gone.md)", "docs/gone.md")]
    [InlineData("[gone](docs/architecture.md#gone)", "docs/architecture.md#gone")]
    [InlineData("[gone](#gone)\n## Here", "#gone")]
    [InlineData("see `services/OrderService/Gone.cs`.", "services/OrderService/Gone.cs")]
    [InlineData("`eng/gone.sh --force`", "eng/gone.sh")]
    public void Missing_target_is_named(string text, string missing) => Assert.Equal([missing], new Document("README.md", text).Missing);

    [Fact]
    public void Document_in_a_folder_links_from_there()
        => Assert.Empty(new Document("docs/saga.md", "[readme](../README.md), [glossary](glossary.md)").Missing);
}
