namespace Ecommerce.Clusters.Tests.Backups;

/// <summary>
/// PostgreSQL's server and client programs of one version, as Debian installs them; dumps need more of them than the embedded server has.
/// </summary>
internal static class PostgresPrograms
{
    private static readonly string[] Wanted = ["initdb", "pg_ctl", "psql", "createdb", "pg_dump", "pg_restore"];

    /// <summary>Their folder; null where they are not installed.</summary>
    public static string? Folder { get; } = Candidates()
        .LastOrDefault(folder => Wanted.All(program => File.Exists(Path.Combine(folder, program))));

    private static IEnumerable<string> Candidates()
        => Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal)
                .Select(version => Path.Combine(version, "bin"))
            : [];
}

/// <summary>A test that runs PostgreSQL's own programs; without them it is reported as skipped, with what to install.</summary>
internal sealed class PostgresProgramsFactAttribute : FactAttribute
{
    public PostgresProgramsFactAttribute()
        => Skip = PostgresPrograms.Folder is null
            ? "PostgreSQL's programs are not in /usr/lib/postgresql: install postgresql to try backups." : null;
}
