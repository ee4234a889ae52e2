namespace Ecommerce.BackOffice.Tests;

/// <summary>All tests share one back office and its stub.</summary>
[CollectionDefinition(Name)]
public sealed class BackOfficeCollection : ICollectionFixture<BackOfficeFixture>
{
    public const string Name = "back office";
}
