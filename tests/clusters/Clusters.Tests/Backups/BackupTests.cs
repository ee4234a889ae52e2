namespace Ecommerce.Clusters.Tests.Backups;

public sealed class BackupTests(ScratchServer server) : IClassFixture<ScratchServer>
{
    [PostgresProgramsFact]
    public void Drill_restores_dumps()
    {
        server.Forget();
        Assert.Contains("orders: ", server.Shell("./postgres-backup.sh"), StringComparison.Ordinal);
        var drill = server.Shell("./postgres-drill.sh");
        Assert.Contains("holds 2 tables and 1 migrations", drill, StringComparison.Ordinal);
        Assert.EndsWith("2 databases can be restored.", drill, StringComparison.Ordinal);
        Assert.False(Directory.Exists(server.PathOf("drill")));
    }

    [PostgresProgramsFact]
    public void Restore_uses_the_newest_dump()
    {
        server.Forget();
        server.Shell("./postgres-backup.sh");
        server.Shell("psql --quiet --dbname=orders --command='DELETE FROM orders WHERE id > 10; CREATE TABLE other (id int)'");
        Assert.Contains("orders is as it was in", server.Shell("./postgres-restore.sh orders"), StringComparison.Ordinal);
        Assert.Equal("100", server.Shell("psql --tuples-only --no-align --dbname=orders --command='SELECT count(*) FROM orders'"));
        Assert.Equal("", server.Shell("psql --tuples-only --no-align --dbname=orders --command=\"SELECT to_regclass('other')\""));
    }

    [PostgresProgramsFact]
    public void Broken_dump_is_refused_and_the_database_stays_as_it_is()
    {
        server.Forget();
        server.Shell("./postgres-backup.sh");
        server.Shell("for dump in backups/orders/*.dump; do truncate -s $(($(stat -c %s $dump) - 20)) $dump; done");
        Assert.NotEqual(0, server.Run("./postgres-restore.sh orders").ExitCode);
        Assert.Equal("100", server.Shell("psql --tuples-only --no-align --dbname=orders --command='SELECT count(*) FROM orders'"));
    }

    [PostgresProgramsFact]
    public void Old_broken_or_empty_dump_fails_the_drill()
    {
        server.Forget();
        server.Shell("./postgres-backup.sh");
        Fails("touch -d '2 days ago' backups/users/*.dump", "users: the newest dump, ");
        Fails("touch backups/users/*.dump && truncate -s 2000 backups/orders/*.dump", "cannot be restored.");
        Fails("rm backups/orders/*.dump", "orders has no dump.");
        Fails("rm -r backups/*", "There are no dumps in");

        void Fails(string change, string message)
        {
            server.Shell(change);
            var drill = server.Run("./postgres-drill.sh");
            Assert.NotEqual(0, drill.ExitCode);
            Assert.Contains(message, drill.Error, StringComparison.Ordinal);
        }
    }

    [PostgresProgramsFact]
    public void Missing_dump_fails_with_its_name()
    {
        server.Forget();
        server.Shell("./postgres-backup.sh");
        Assert.Contains("There are no dumps of carts in", server.Run("./postgres-restore.sh carts").Error, StringComparison.Ordinal);
        Assert.Contains("There are those of: orders users", server.Run("./postgres-restore.sh carts").Error, StringComparison.Ordinal);
        Assert.Contains("There is no dump", server.Run("./postgres-restore.sh orders 20200101T000000Z").Error, StringComparison.Ordinal);
        Assert.Contains("Usage: postgres-restore.sh DATABASE [TIME]", server.Run("./postgres-restore.sh").Error, StringComparison.Ordinal);
    }
}
