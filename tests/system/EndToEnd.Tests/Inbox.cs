using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.EndToEnd.Tests;

/// <summary>Reads what the shop has written to people.</summary>
internal sealed class Inbox(Uri address)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient http = new() { BaseAddress = address };

    /// <summary>The first one to this address whose subject contains these words.</summary>
    public async Task<JsonNode> MailAsync(string to, string subject)
    {
        JsonNode? found = null;
        await Eventually.Async(
            async () => (found = (await MailsAsync(to))
                .FirstOrDefault(mail => ((string)mail["subject"]!).Contains(subject, StringComparison.Ordinal))) is not null,
            $"a mail '{subject}' to {to}", Patience);
        return found!;
    }

    /// <summary>All to this address, once there are so many.</summary>
    public async Task<IReadOnlyList<JsonNode>> MailsAsync(string to, int count)
    {
        IReadOnlyList<JsonNode> mails = [];
        await Eventually.Async(async () => (mails = await MailsAsync(to)).Count >= count, $"{count} mails to {to}", Patience);
        return mails;
    }

    private async Task<IReadOnlyList<JsonNode>> MailsAsync(string to)
    {
        var all = await http.GetFromJsonAsync<JsonNode>("/api/email");
        return
        [
            .. (all as JsonArray ?? all!["items"]!.AsArray())
                .Where(mail => mail!.ToJsonString().Contains(to, StringComparison.OrdinalIgnoreCase))!
        ];
    }
}
