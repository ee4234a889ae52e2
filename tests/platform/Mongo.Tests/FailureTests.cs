using System.Net;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Clusters;
using MongoDB.Driver.Core.Connections;
using MongoDB.Driver.Core.Servers;

namespace Ecommerce.Mongo.Tests;

/// <summary>What is waited out, and a 503 to who asks; all else is a fault of ours.</summary>
public sealed class FailureTests
{
    private static readonly ConnectionId Connection = new(new ServerId(new ClusterId(), new DnsEndPoint("localhost", 1)));

    [Theory]
    [InlineData(50)]
    [InlineData(64)]
    [InlineData(91)]
    [InlineData(134)]
    [InlineData(189)]
    [InlineData(262)]
    [InlineData(10107)]
    [InlineData(11600)]
    [InlineData(11602)]
    [InlineData(13435)]
    public void Timeout_or_lost_majority_is_an_outage(int code) => Assert.True(MongoFailures.IsOutage(Refused(code)));

    [Theory]
    [InlineData(2)]
    [InlineData(13)]
    [InlineData(26)]
    [InlineData(11000)]
    public void Invalid_command_is_no_outage(int code) => Assert.False(MongoFailures.IsOutage(Refused(code)));

    [Theory]
    [InlineData("TransientTransactionError")]
    [InlineData("UnknownTransactionCommitResult")]
    [InlineData("RetryableWriteError")]
    public void Retryable_error_label_is_an_outage(string label)
    {
        var failure = Refused(112);
        failure.AddErrorLabel(label);
        Assert.True(MongoFailures.IsOutage(failure));
    }

    [Fact]
    public void Election_is_an_outage()
    {
        var result = new BsonDocument { ["ok"] = 0, ["code"] = 10107 };
        Assert.True(MongoFailures.IsOutage(new MongoNotPrimaryException(Connection, [], result)));
        Assert.True(MongoFailures.IsOutage(new MongoNodeIsRecoveringException(Connection, [], result)));
        Assert.True(MongoFailures.IsOutage(new MongoExecutionTimeoutException(Connection, "slow")));
        Assert.True(MongoFailures.IsOutage(new MongoConnectionException(Connection, "gone")));
        Assert.True(MongoFailures.IsOutage(new TimeoutException()));
    }

    [Fact]
    public void Programming_error_is_no_outage() => Assert.False(MongoFailures.IsOutage(new InvalidOperationException()));

    private static MongoCommandException Refused(int code)
        => new(Connection, "refused", [], new BsonDocument { ["ok"] = 0, ["code"] = code });
}
