using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Ecommerce.Persistence;

/// <summary>A script that changes the schema, once.</summary>
/// <param name="Name">Assembly and file, such as <c>Ecommerce.Messaging/001_outbox.sql</c>: two assemblies may both have a 001.</param>
internal sealed record Migration(string Name, string Sql)
{
    private const string Folder = ".Migrations.";

    /// <summary>Of the text with line feeds only: a checkout with other line ends is the same script.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>
    /// Its first line says so: for <c>CREATE INDEX CONCURRENTLY</c>, which lets others write to the table meanwhile. It must bear to be
    /// begun again (<c>IF NOT EXISTS</c>), and has a statement's end at the end of lines only.
    /// </summary>
    public bool RunsOutsideTransaction => Sql.StartsWith("-- Outside a transaction", StringComparison.Ordinal);

    public IEnumerable<string> Statements
        => Sql.ReplaceLineEndings("\n").Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public static IEnumerable<Migration> ReadAll(Assembly assembly) =>
        from resource in assembly.GetManifestResourceNames()
        let folder = resource.IndexOf(Folder, StringComparison.Ordinal)
        where folder >= 0 && resource.EndsWith(".sql", StringComparison.Ordinal)
        orderby resource
        select new Migration($"{assembly.GetName().Name}/{resource[(folder + Folder.Length)..]}", Text(assembly, resource));

    private static string Text(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}

/// <summary>The scripts of one database, in the order in which they run.</summary>
internal sealed record MigrationScripts(string Database, IReadOnlyList<Migration> Scripts);
