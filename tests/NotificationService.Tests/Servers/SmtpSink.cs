using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Ecommerce.NotificationService.Tests.Servers;

/// <summary>
/// A mail server that keeps what it gets. How it treats a mail is told by the recipient's address: <c>busy-2-...</c> is put off twice,
/// <c>nobody-...</c> refused, <c>hangup-rcpt-1-...</c> and <c>hangup-data-...</c> lose the connection, <c>silent-...</c> never gets an answer after
/// its last line; anything else is taken.
/// </summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, int> seen = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ReceivedMail> mails = [];
    private readonly ConcurrentQueue<string> commands = [];
    private readonly Task accepting;

    public SmtpSink()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Offered where it is given.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Where given, mail is taken only after <c>AUTH</c> with these.</summary>
    public (string User, string Password)? Credentials { get; init; }

    /// <summary>All mails whose last line came, also those that got no answer.</summary>
    public IReadOnlyCollection<ReceivedMail> Mails => mails;

    public IReadOnlyCollection<string> Commands => commands;

    /// <summary>Set, a new connection waits for it before the recipient is answered.</summary>
    public TaskCompletionSource? HoldRecipients { get; set; }

    public IReadOnlyList<ReceivedMail> To(string address) => [.. mails.Where(mail => mail.To == address)];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(stop.Token);
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await TalkAsync(new Conversation(client.GetStream()));
            }
            catch (Exception ended) when (ended is IOException or System.Security.Authentication.AuthenticationException or OperationCanceledException or ObjectDisposedException)
            {
                // They hung up.
            }
        }
    }

    private async Task TalkAsync(Conversation talk)
    {
        var (to, signedIn) = ("", Credentials is null);
        await talk.SayAsync("220 sink");
        while (await talk.HearAsync(stop.Token) is { } line)
        {
            commands.Enqueue(line);
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await talk.SayAsync(string.Join("\r\n", Offers(talk)));
                    break;
                case "STARTTLS" when Certificate is { } certificate:
                    await talk.SayAsync("220 go");
                    await talk.EncryptAsync(certificate);
                    break;
                case "AUTH":
                    signedIn = line == $"AUTH PLAIN {Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{Credentials?.User}\0{Credentials?.Password}"))}";
                    await talk.SayAsync(signedIn ? "235 welcome" : "535 5.7.8 bad credentials");
                    break;
                case "MAIL":
                    await talk.SayAsync(signedIn ? "250 ok" : "530 5.7.0 sign in");
                    break;
                case "RCPT":
                    to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                    if (HoldRecipients is { } hold)
                        await hold.Task.WaitAsync(stop.Token);
                    if (Answer(to) is not { } answer)
                        return;
                    await talk.SayAsync(answer);
                    break;
                case "DATA":
                    await talk.SayAsync("354 go on");
                    var text = await talk.HearMailAsync(stop.Token);
                    if (to.StartsWith("hangup-data-", StringComparison.Ordinal))
                        return;
                    mails.Enqueue(new ReceivedMail(to, text));
                    if (to.StartsWith("silent-", StringComparison.Ordinal))
                        await Task.Delay(Timeout.Infinite, stop.Token);
                    await talk.SayAsync("250 taken");
                    break;
                case "QUIT":
                    await talk.SayAsync("221 bye");
                    return;
                default:
                    await talk.SayAsync("502 what?");
                    break;
            }
        }
    }

    private IEnumerable<string> Offers(Conversation talk)
    {
        yield return "250-sink";
        if (Certificate is not null && !talk.IsEncrypted)
            yield return "250-STARTTLS";
        if (Credentials is not null)
            yield return "250-AUTH LOGIN PLAIN";
        yield return "250 8BITMIME";
    }

    /// <summary>Null: hang up.</summary>
    private string? Answer(string to)
    {
        var times = seen.AddOrUpdate(to, 1, (_, before) => before + 1);
        return to.Split('-') switch
        {
            ["nobody", ..] => $"550 5.1.1 <{to}> unknown",
            ["busy", var most, ..] when times <= int.Parse(most) => $"450 4.2.1 <{to}> later",
            ["hangup", "rcpt", var most, ..] when times <= int.Parse(most) => null,
            _ => "250 ok",
        };
    }

    private sealed class Conversation(Stream stream)
    {
        private Stream stream = stream;
        private StreamReader reader = new(stream, Encoding.Latin1);

        public bool IsEncrypted => stream is SslStream;

        public async Task SayAsync(string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"));

        public async Task<string?> HearAsync(CancellationToken cancellationToken) => await reader.ReadLineAsync(cancellationToken);

        public async Task<string> HearMailAsync(CancellationToken cancellationToken)
        {
            var mail = new StringBuilder();
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line == ".")
                    return mail.ToString();
                mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }

            throw new IOException("They hung up before the end.");
        }

        public async Task EncryptAsync(X509Certificate2 certificate)
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(certificate);
            (stream, reader) = (tls, new StreamReader(tls, Encoding.Latin1));
        }
    }
}
