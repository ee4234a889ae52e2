using Ecommerce.Testing;

namespace Ecommerce.Messaging.Tests;

/// <summary>One database server for all suites; each test has a database of its own.</summary>
[CollectionDefinition(Name)]
public sealed class Servers : ICollectionFixture<PostgresServer>
{
    public const string Name = "Servers";
}
