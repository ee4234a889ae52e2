using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Ecommerce.Testing;

/// <summary>
/// A mail server that keeps what it gets. How it treats a mail is told by the recipient's address: <c>busy-2-...</c> is put off twice,
/// <c>nobody-...</c> refused, <c>hangup-rcpt-1-...</c> and <c>hangup-data-...</c> lose the connection, <c>silent-...</c> never gets an
/// answer after its last line; anything else is taken. It may be stopped and started again, and keeps what it has.
/// </summary>
public sealed class SmtpSink : IStoppable, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> seen = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ReceivedMail> mails = [];
    private readonly ConcurrentQueue<string> commands = [];
    private CancellationTokenSource stop = new();
    private int connections;
    private Task accepting = Task.CompletedTask;

    /// <summary>It listens from now on.</summary>
    public SmtpSink() => Listen();

    /// <inheritdoc/>
    public string Name => "smtp";

    /// <summary>Where it listens on 127.0.0.1; the same after a restart.</summary>
    public int Port { get; } = Ports.Free();

    /// <summary>Offered where it is given.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Where given, mail is taken only after <c>AUTH</c> with these.</summary>
    public (string User, string Password)? Credentials { get; init; }

    /// <summary>All mails whose last line came, also those that got no answer.</summary>
    public IReadOnlyCollection<ReceivedMail> Mails => mails;

    /// <summary>All that was said to it but the mails.</summary>
    public IReadOnlyCollection<string> Commands => commands;

    /// <summary>Set, a new connection waits for it before it is greeted.</summary>
    public TaskCompletionSource? HoldGreeting { get; set; }

    /// <summary>
    /// What is answered to a command instead of the usual, by its verb: <c>CONNECT</c> for the greeting, <c>.</c> for the mail. Null: it
    /// hangs up. An empty one: it says nothing any more.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Answers { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether it lets others say several things at once (RFC 2920).</summary>
    public bool Pipelines { get; init; }

    /// <summary>Connections so far.</summary>
    public int Connections => connections;

    /// <summary>The mails to an address, in the order of their arrival.</summary>
    public IReadOnlyList<ReceivedMail> To(string address) => [.. mails.Where(mail => mail.To == address)];

    /// <summary>Hangs up on everybody.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public Task StartAsync()
    {
        stop.Dispose();
        stop = new();
        Listen();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stop.Dispose();
    }

    private void Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        accepting = AcceptAsync(listener, stop.Token);
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken stopping)
    {
        using (listener)
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(stopping), stopping);
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stopping)
    {
        using (client)
        {
            try
            {
                await TalkAsync(new Conversation(client.GetStream()), stopping);
            }
            catch (Exception ended) when (ended is IOException or System.Security.Authentication.AuthenticationException
                or OperationCanceledException or ObjectDisposedException)
            {
                // They hung up.
            }
        }
    }

    private async Task TalkAsync(Conversation talk, CancellationToken stopping)
    {
        var (to, signedIn) = ("", Credentials is null);
        Interlocked.Increment(ref connections);
        if (HoldGreeting is { } hold)
            await hold.Task.WaitAsync(stopping);
        await AnswerAsync(talk, "CONNECT", "220 sink", stopping);
        while (await talk.HearAsync(stopping) is { } line)
        {
            commands.Enqueue(line);
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            switch (verb)
            {
                case "EHLO":
                    await AnswerAsync(talk, verb, string.Join("\r\n", Offers(talk)), stopping);
                    break;
                case "STARTTLS" when Certificate is { } certificate:
                    await AnswerAsync(talk, verb, "220 go", stopping);
                    await talk.EncryptAsync(certificate);
                    break;
                case "AUTH":
                    signedIn = line == "AUTH PLAIN "
                        + $"{Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{Credentials?.User}\0{Credentials?.Password}"))}";
                    await AnswerAsync(talk, verb, signedIn ? "235 welcome" : "535 5.7.8 bad credentials", stopping);
                    break;
                case "MAIL":
                    await AnswerAsync(talk, verb, signedIn ? "250 ok" : "530 5.7.0 sign in", stopping);
                    break;
                case "RCPT":
                    to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                    if (Answer(to) is not { } answer)
                        return;
                    await AnswerAsync(talk, verb, answer, stopping);
                    break;
                case "DATA":
                    if (await AnswerAsync(talk, verb, "354 go on", stopping) is not ['3', ..])
                        break;
                    var text = await talk.HearMailAsync(stopping);
                    if (to.StartsWith("hangup-data-", StringComparison.Ordinal))
                        return;
                    mails.Enqueue(new ReceivedMail(to, text));
                    if (to.StartsWith("silent-", StringComparison.Ordinal))
                        await Task.Delay(Timeout.Infinite, stopping);
                    await AnswerAsync(talk, ".", "250 taken", stopping);
                    break;
                case "QUIT":
                    await AnswerAsync(talk, verb, "221 bye", stopping);
                    return;
                default:
                    await AnswerAsync(talk, verb, "502 what?", stopping);
                    break;
            }
        }
    }

    /// <summary>Says the usual, or what <see cref="Answers"/> has in its place.</summary>
    private async Task<string> AnswerAsync(Conversation talk, string verb, string usual, CancellationToken stopping)
    {
        if (Answers.GetValueOrDefault(verb, usual) is not { } answer)
            throw new IOException("It hangs up.");
        if (answer.Length == 0)
            await Task.Delay(Timeout.Infinite, stopping);
        await talk.SayAsync(answer);
        return answer;
    }

    private IEnumerable<string> Offers(Conversation talk)
    {
        yield return "250-sink";
        if (Certificate is not null && !talk.IsEncrypted)
            yield return "250-STARTTLS";
        if (Credentials is not null)
            yield return "250-AUTH LOGIN PLAIN";
        if (Pipelines)
            yield return "250-PIPELINING";
        yield return "250 8BITMIME";
    }

    /// <summary>Null: hang up.</summary>
    private string? Answer(string to)
    {
        var times = seen.AddOrUpdate(to, 1, (_, before) => before + 1);
        return to.Split('-') switch
        {
            ["nobody", ..] => $"550 5.1.1 <{to}> unknown",
            ["busy", var most, ..] when times <= int.Parse(most, CultureInfo.InvariantCulture) => $"450 4.2.1 <{to}> later",
            ["hangup", "rcpt", var most, ..] when times <= int.Parse(most, CultureInfo.InvariantCulture) => null,
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
