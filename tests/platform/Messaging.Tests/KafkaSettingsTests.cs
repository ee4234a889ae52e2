using Confluent.Kafka;
using Microsoft.Extensions.Options;

namespace Ecommerce.Messaging.Tests;

/// <summary>A broker that encrypts and knows its callers; there is none here, so what the client is told is what counts.</summary>
public sealed class KafkaSettingsTests
{
    private static readonly (string, string?)[] Encrypted =
    [
        ("Kafka:SecurityProtocol", "SaslSsl"), ("Kafka:SaslMechanism", "ScramSha512"), ("Kafka:Username", "order-service"),
        ("Kafka:Password", "a password"), ("Kafka:CaFile", "/etc/hostname"),
    ];

    [Fact]
    public void Client_shows_its_name_and_checks_the_brokers_certificate()
    {
        var config = new ClientConfig();
        new KafkaSettings
        {
            SecurityProtocol = SecurityProtocol.SaslSsl, Username = "order-service", Password = "a password", CaFile = "/etc/ca.crt",
        }.ApplyTo(config);

        Assert.Equal((SecurityProtocol.SaslSsl, SaslMechanism.ScramSha512), (config.SecurityProtocol, config.SaslMechanism));
        Assert.Equal(("order-service", "a password", "/etc/ca.crt"), (config.SaslUsername, config.SaslPassword, config.SslCaLocation));
        // Left to librdkafka, which compares names.
        Assert.Null(config.SslEndpointIdentificationAlgorithm);
    }

    [Fact]
    public void Without_settings_the_broker_is_spoken_to_in_clear()
    {
        var config = new ClientConfig();
        new KafkaSettings().ApplyTo(config);
        Assert.Equal(SecurityProtocol.Plaintext, config.SecurityProtocol);
        Assert.Null(config.SaslUsername);
    }

    [Theory]
    [InlineData("Kafka:Password", null, "Kafka:Password is missing")]
    [InlineData("Kafka:Username", "", "Kafka:Username is missing")]
    [InlineData("Kafka:CaFile", "/etc/no-such-file", "Kafka:CaFile names /etc/no-such-file, which is no file")]
    public async Task Half_a_setting_stops_the_start_and_says_which(string name, string? value, string message)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => TestService.StartAsync(
            null, "127.0.0.1:1", builder => builder.AddEventPublisher("test"),
            settings: [.. Encrypted.Where(setting => setting.Item1 != name), (name, value)]));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a password", failure.Message, StringComparison.Ordinal);
    }
}
