using Xunit;

namespace Ecommerce.Testing;

/// <summary>A server that services keep their data on. A fixture for xunit.</summary>
public interface IDatabaseServer : IStoppable, IAsyncLifetime
{
    /// <summary>Why there is none here; null: there is one.</summary>
    string? Missing { get; }

    /// <summary>Creates an empty database.</summary>
    /// <returns>Its connection string.</returns>
    Task<string> CreateDatabaseAsync();
}
