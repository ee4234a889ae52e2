using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Ecommerce.Testing;

/// <summary>A mail as it arrived, read by hand.</summary>
/// <param name="Raw">All of it.</param>
/// <param name="To">The address that the server was told, whatever the mail says.</param>
public sealed partial record ReceivedMail(string To, string Raw)
{
    /// <summary>Decoded.</summary>
    public string Subject => Decode(Header("Subject")!);

    /// <summary>With its brackets.</summary>
    public string MessageId => Header("Message-ID")!;

    /// <summary>The part for those who read text.</summary>
    public string Text => Part("text/plain");

    /// <summary>The same words for those who read HTML.</summary>
    public string Html => Part("text/html");

    /// <summary>Unfolded; null where there is none.</summary>
    public string? Header(string name)
    {
        var head = Raw[..Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal)
            .Replace("\r\n\t", " ", StringComparison.Ordinal);
        return head.Split("\r\n").Where(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))
            .Select(line => line[(name.Length + 2)..]).SingleOrDefault();
    }

    private string Part(string type)
    {
        var boundary = Boundary().Match(Header("Content-Type")!).Groups[1].Value;
        var part = Raw.Split("--" + boundary).Single(part => part.Contains($"Content-Type: {type}", StringComparison.Ordinal));
        Assert.Contains("Content-Transfer-Encoding: base64", part, StringComparison.Ordinal);
        return Encoding.UTF8.GetString(Convert.FromBase64String(part[part.IndexOf("\r\n\r\n", StringComparison.Ordinal)..]));
    }

    // Spaces between encoded words are none of the text's (RFC 2047).
    private static string Decode(string header) => Word().Replace(Between().Replace(header, "?==?"), word => Encoding.UTF8.GetString(
        word.Groups[1].Value is "B" or "b" ? Convert.FromBase64String(word.Groups[2].Value) : Unquote(word.Groups[2].Value)));

    private static byte[] Unquote(string text)
        => Encoding.Latin1.GetBytes(
            Quoted().Replace(text.Replace('_', ' '), octet => $"{(char)Convert.ToByte(octet.Groups[1].Value, 16)}"));

    [GeneratedRegex("boundary=\"([^\"]+)\"")]
    private static partial Regex Boundary();

    [GeneratedRegex(@"=\?utf-8\?([BQ])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex("=([0-9A-F]{2})")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex Between();
}
