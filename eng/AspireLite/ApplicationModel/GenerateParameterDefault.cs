using System.Security.Cryptography;
using System.Text.Json;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A random default, good enough for a password.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    // Without the letters that look like digits, and with signs that need no quotes.
    private const string LowerCase = "abcdefghjkmnpqrstuvwxyz", UpperCase = "ABCDEFGHJKMNPQRSTUVWXYZ", Digits = "0123456789", Signs = "-_.{}~()*+!";

    /// <summary>The length, at least.</summary>
    public int MinLength { get; set; } = 22;

    /// <summary>Whether it may hold small letters.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Whether it may hold capital letters.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Whether it may hold digits.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Whether it may hold signs.</summary>
    public bool Special { get; set; } = true;

    /// <inheritdoc />
    public override string GetDefaultValue()
    {
        var alphabet = (Lower ? LowerCase : "") + (Upper ? UpperCase : "") + (Numeric ? Digits : "") + (Special ? Signs : "");
        return alphabet.Length > 0
            ? RandomNumberGenerator.GetString(alphabet, MinLength)
            : throw new DistributedApplicationException("A generated parameter needs at least one kind of character.");
    }

    internal override void WriteToManifest(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("generate");
        writer.WriteNumber("minLength", MinLength);
        foreach (var (name, allowed) in new[] { ("lower", Lower), ("upper", Upper), ("numeric", Numeric), ("special", Special) })
            if (!allowed)
                writer.WriteBoolean(name, false);
        writer.WriteEndObject();
    }
}
