using System.ComponentModel.DataAnnotations;
using Confluent.Kafka;

namespace Ecommerce.Messaging;

/// <summary>Section <c>Kafka</c>: how a broker is spoken to. By default in clear and without a name, as on a developer's machine.</summary>
internal sealed class KafkaSettings : IValidatableObject
{
    public const string Section = "Kafka";

    public SecurityProtocol SecurityProtocol { get; init; } = SecurityProtocol.Plaintext;

    /// <summary>With <see cref="SecurityProtocol.SaslSsl"/> or <see cref="SecurityProtocol.SaslPlaintext"/>.</summary>
    public SaslMechanism SaslMechanism { get; init; } = SaslMechanism.ScramSha512;

    public string? Username { get; init; }

    public string? Password { get; init; }

    /// <summary>Certificates of the authorities that are believed, as PEM; those of the system without it.</summary>
    public string? CaFile { get; init; }

    private bool HasUser => SecurityProtocol is SecurityProtocol.SaslSsl or SecurityProtocol.SaslPlaintext;

    private bool IsEncrypted => SecurityProtocol is SecurityProtocol.SaslSsl or SecurityProtocol.Ssl;

    public void ApplyTo(ClientConfig config)
    {
        config.SecurityProtocol = SecurityProtocol;
        if (HasUser)
        {
            config.SaslMechanism = SaslMechanism;
            config.SaslUsername = Username;
            config.SaslPassword = Password;
        }

        if (IsEncrypted && CaFile is not null)
            config.SslCaLocation = CaFile;
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (HasUser && string.IsNullOrEmpty(Username))
            yield return new("Kafka:Username is missing: the security protocol asks for a user.", [nameof(Username)]);
        if (HasUser && string.IsNullOrEmpty(Password))
            yield return new("Kafka:Password is missing: the security protocol asks for a user.", [nameof(Password)]);
        if (IsEncrypted && CaFile is not null && !File.Exists(CaFile))
            yield return new($"Kafka:CaFile names {CaFile}, which is no file.", [nameof(CaFile)]);
    }
}
