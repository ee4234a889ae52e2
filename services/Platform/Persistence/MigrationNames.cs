using System.Reflection;

namespace Ecommerce.Persistence;

/// <summary>The migrations that assemblies embed.</summary>
public static class MigrationNames
{
    /// <summary>As <c>schema_migrations</c> remembers them, such as <c>Ecommerce.Messaging/001_outbox.sql</c>.</summary>
    public static IReadOnlyList<string> Of(params IEnumerable<Assembly> assemblies)
        => [.. assemblies.SelectMany(Migration.ReadAll).Select(migration => migration.Name)];
}
