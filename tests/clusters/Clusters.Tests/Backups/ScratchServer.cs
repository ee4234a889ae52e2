using Ecommerce.Testing;

namespace Ecommerce.Clusters.Tests.Backups;

/// <summary>
/// A PostgreSQL server with a folder of its own and a copy of the scripts, as a backup's pod has them. It listens on a socket in that
/// folder alone.
/// </summary>
public sealed class ScratchServer : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly bool isRoot = Environment.UserName == "root";

    public ScratchServer()
    {
        if (PostgresPrograms.Folder is null) return;
        foreach (var script in Directory.EnumerateFiles(Repository.PathOf("manifests", "components", "backup"), "*.sh"))
            File.Copy(script, PathOf(Path.GetFileName(script)));
        // PostgreSQL refuses to be root.
        if (isRoot) Succeed(Command.Run("chown", ["-R", "nobody", folder.Path]));
        Shell("mkdir socket && initdb --pgdata=data --username=postgres --auth=trust --no-sync");
        Shell(
            "pg_ctl --pgdata=data --log=log --options=\"-c listen_addresses='' -c unix_socket_directories=$PGHOST -c fsync=off\" --wait "
                + "start");
        foreach (var database in (string[])["orders", "users"])
            Shell(
                $"createdb {database} && psql --quiet --dbname={database} --command='CREATE TABLE schema_migrations (name text PRIMARY "
                    + "KEY); INSERT INTO schema_migrations VALUES (1)'");
        Shell(
            "psql --quiet --dbname=orders --command='CREATE TABLE orders (id int PRIMARY KEY); INSERT INTO orders SELECT "
                + "generate_series(1, 100)'");
    }

    /// <summary>Deletes all dumps that were made so far.</summary>
    public void Forget() => Shell("rm -rf backups");

    public string PathOf(string name) => Path.Combine(folder.Path, name);

    /// <summary>Runs a line of shell as the server's user, and wants it to succeed.</summary>
    /// <returns>What it wrote.</returns>
    public string Shell(string line) => Succeed(Run(line));

    /// <summary>Runs a line of shell as the server's user.</summary>
    public Command Run(string line)
    {
        string[] shell = ["bash", "-c", $"cd '{folder.Path}' && {line}"];
        var all = isRoot ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", .. shell] : shell;
        return Command.Run(all[0], all[1..], environment:
        [
            new("PATH", $"{PostgresPrograms.Folder}:{Environment.GetEnvironmentVariable("PATH")}"),
            new("PGHOST", PathOf("socket")), new("PGUSER", "postgres"), new("BACKUPS", PathOf("backups")), new("SCRATCH", PathOf("drill")),
            new("MOST_HOURS", "26"),
        ]);
    }

    public void Dispose()
    {
        if (PostgresPrograms.Folder is not null) Run("pg_ctl --pgdata=data --mode=immediate stop");
        folder.Delete();
    }

    private static string Succeed(Command run)
    {
        Assert.True(run.ExitCode == 0, $"It ended with {run.ExitCode}: {run.Error}");
        return run.Output.Trim();
    }
}
