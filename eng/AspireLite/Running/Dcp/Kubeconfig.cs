using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Aspire.Hosting.Running.Dcp;

/// <summary>Where the orchestrator listens, whom to trust there and the token it asks for.</summary>
internal sealed partial record Kubeconfig(Uri Server, X509Certificate2 Authority, string Token)
{
    /// <summary>Reads the three lines that matter; null while the orchestrator is still writing them.</summary>
    public static Kubeconfig? Parse(string text)
    {
        var (server, authority, token) = (Value(ServerLine(), text), Value(AuthorityLine(), text), Value(TokenLine(), text));
        return server is null || authority is null || token is null
            ? null
            : new Kubeconfig(new Uri(server), Certificate(authority), token);
    }

    private static string? Value(Regex line, string text) =>
        line.Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    private static X509Certificate2 Certificate(string base64) =>
        X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(Convert.FromBase64String(base64)));

    [GeneratedRegex(@"^\s*server:\s*(\S+)\s*\n", RegexOptions.Multiline)]
    private static partial Regex ServerLine();

    [GeneratedRegex(@"^\s*certificate-authority-data:\s*(\S+)\s*\n", RegexOptions.Multiline)]
    private static partial Regex AuthorityLine();

    [GeneratedRegex(@"^\s*token:\s*(\S+)\s*\n", RegexOptions.Multiline)]
    private static partial Regex TokenLine();
}
