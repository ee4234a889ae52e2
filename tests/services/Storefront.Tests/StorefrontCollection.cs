namespace Ecommerce.Storefront.Tests;

/// <summary>Tests that change no setting share one storefront.</summary>
[CollectionDefinition(Name)]
public sealed class StorefrontCollection : ICollectionFixture<StorefrontFixture>
{
    public const string Name = "storefront";
}
