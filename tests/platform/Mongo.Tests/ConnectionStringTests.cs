using MongoDB.Driver;

namespace Ecommerce.Mongo.Tests;

public sealed class ConnectionStringTests
{
    [Fact]
    public void Connection_string_without_options_gets_timeouts_and_majority_writes()
    {
        var (settings, database) = Read("mongodb://localhost/?replicaSet=rs0&w=1&readConcernLevel=local&readPreference=secondary");
        Assert.Null(database);
        Assert.All(
            [settings.SocketTimeout, settings.ConnectTimeout, settings.ServerSelectionTimeout, settings.WaitQueueTimeout],
            wait => Assert.InRange(wait, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)));
        Assert.Equal(WriteConcern.WMajority.W, settings.WriteConcern.W);
        Assert.True(settings.WriteConcern.Journal);
        Assert.InRange(settings.WriteConcern.WTimeout!.Value, TimeSpan.FromSeconds(1), settings.SocketTimeout);
        Assert.Equal(ReadConcern.Majority, settings.ReadConcern);
        Assert.Equal(ReadPreference.Primary, settings.ReadPreference);
        Assert.Equal("test-service", settings.ApplicationName);
    }

    [Fact]
    public void Options_of_the_connection_string_are_kept()
    {
        var (settings, database) = Read(
            "mongodb://localhost/shop?socketTimeoutMS=1234&serverSelectionTimeoutMS=2345&connectTimeoutMS=3456"
                + "&waitQueueTimeoutMS=4567&appName=mine");
        Assert.Equal("shop", database);
        Assert.Equal(
            (1234, 2345, 3456, 4567),
            (settings.SocketTimeout.TotalMilliseconds, settings.ServerSelectionTimeout.TotalMilliseconds,
                settings.ConnectTimeout.TotalMilliseconds, settings.WaitQueueTimeout.TotalMilliseconds));
        Assert.Equal("mine", settings.ApplicationName);
    }

    [Theory]
    [InlineData("mongodb://me:secret@/shop")]
    [InlineData("mongodb://me:secret@host:port/shop")]
    [InlineData("mongodb://me:secret@host/shop?w=many&socketTimeoutMS=soon")]
    public void Unreadable_connection_string_is_named_without_its_value(string unreadable)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Read(unreadable));
        Assert.Contains("ConnectionStrings:test", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", $"{refusal}", StringComparison.Ordinal);
    }

    private static (MongoClientSettings Settings, string? Database) Read(string value)
        => MongoConnectionString.Read("test", value, "test-service");
}
