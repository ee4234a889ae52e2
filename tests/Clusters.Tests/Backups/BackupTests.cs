namespace Ecommerce.Clusters.Tests.Backups;

public sealed class BackupTests(ScratchServer server) : IClassFixture<ScratchServer>
{
    [PostgresProgramsFact]
    public void What_was_dumped_is_proven_to_be_restorable()
    {
        server.Forget();
        Assert.Contains("orders: ", server.Shell("./postgres-backup.sh"), StringComparison.Ordinal);
        var drill = server.Shell("./postgres-drill.sh");
        Assert.Contains("holds 2 tables and 1 migrations", drill, StringComparison.Ordinal);
        Assert.EndsWith("2 databases can be restored.", drill, StringComparison.Ordinal);
        Assert.False(Directory.Exists(server.PathOf("drill")));
    }

    [PostgresProgramsFact]
    public void A_database_goes_back_to_its_newest_dump()
    {
        server.Forget();
        server.Shell("./postgres-backup.sh");
        server.Shell("psql --quiet --dbname=orders --command='DELETE FROM orders WHERE id > 10; CREATE TABLE other (id int)'");
        Assert.Contains("orders is as it was in", server.Shell("./postgres-restore.sh orders"), StringComparison.Ordinal);
        Assert.Equal("100", server.Shell("psql --tuples-only --no-align --dbname=orders --command='SELECT count(*) FROM orders'"));
    }

    [PostgresProgramsFact]
    public void A_dump_that_is_old_broken_or_empty_fails_the_drill()
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
    public void What_is_not_there_cannot_be_restored_and_is_named()
    {
        server.Forget();
        server.Shell("./postgres-backup.sh");
        Assert.Contains("There are no dumps of carts in", server.Run("./postgres-restore.sh carts").Error, StringComparison.Ordinal);
        Assert.Contains("There are those of: orders users", server.Run("./postgres-restore.sh carts").Error, StringComparison.Ordinal);
        Assert.Contains("There is no dump", server.Run("./postgres-restore.sh orders 20200101T000000Z").Error, StringComparison.Ordinal);
        Assert.Contains("Usage: postgres-restore.sh DATABASE [TIME]", server.Run("./postgres-restore.sh").Error, StringComparison.Ordinal);
    }

    [PostgresProgramsFact]
    public void Old_dumps_go_but_never_the_last_three()
    {
        server.Forget();
        server.Shell("mkdir -p backups/orders backups/users && touch -d '20 days ago' backups/orders/{1,2,3,4,5}.dump backups/orders/5.dump.part backups/users/{1,2}.dump && touch backups/users/3.dump");
        server.Shell("./prune.sh");
        Assert.Equal("3.dump 4.dump 5.dump", server.Shell("ls -1 backups/orders | paste -sd ' '"));
        Assert.Equal("1.dump 2.dump 3.dump", server.Shell("ls -1 backups/users | paste -sd ' '"));
    }
}
