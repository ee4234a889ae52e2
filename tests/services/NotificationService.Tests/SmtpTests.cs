using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ecommerce.Testing;

namespace Ecommerce.NotificationService.Tests;

[Collection(NotificationShopCollection.Name)]
public sealed class SmtpTests(NotificationShop shop)
{
    [Fact]
    public async Task Mail_is_encrypted_and_authenticated_when_configured()
    {
        using var certificate = Certificate();
        await using var mail = new SmtpSink { Certificate = certificate, Credentials = ("shop", "päss word") };
        var settings = await SettingsAsync(mail, certificate);
        (settings["Smtp__User"], settings["Smtp__Password"]) = ("shop", "päss word");
        await using var process = await NotificationShop.StartAsync(settings);
        var ada = Person.New(shop);
        await NotificationShop.AddMessageAsync(settings["ConnectionStrings__notifications"], ada.Id);

        await Eventually.Async(() => mail.To(ada.Email).Count == 1, "the mail comes");
        Assert.DoesNotContain("päss", process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_without_encryption_or_with_wrong_certificate_receives_no_mail()
    {
        using var certificate = Certificate();
        await using var plain = new SmtpSink();
        await using var stranger = new SmtpSink { Certificate = certificate };
        var toStranger = shop.SettingsAside(await shop.CreateDatabaseAsync(), stranger);
        (toStranger["Smtp__StartTls"], toStranger["Smtp__Host"]) = ("true", "localhost");
        var toPlain = await SettingsAsync(plain, certificate);
        await using var first = await NotificationShop.StartAsync(toPlain);
        await using var second = await NotificationShop.StartAsync(toStranger);
        foreach (var settings in new[] { toPlain, toStranger })
            await NotificationShop.AddMessageAsync(settings["ConnectionStrings__notifications"], Person.New(shop).Id);

        await Eventually.Async(
            () => first.Output.Contains("tls-or-auth-not-offered", StringComparison.Ordinal), "the plain server is not used");
        await Eventually.Async(() => second.Output.Contains("tls-failed", StringComparison.Ordinal), "the stranger is not trusted");
        Assert.Empty(plain.Mails);
        Assert.Empty(stranger.Mails);
    }

    [Fact]
    public async Task Invalid_setting_fails_startup_and_is_named()
    {
        var settings = shop.Settings();
        settings["Smtp__Port"] = "70000";
        var (exitCode, output) = await ServiceProcess.RunToEndAsync("Ecommerce.NotificationService", settings);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Smtp:Port", output, StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, string>> SettingsAsync(SmtpSink mail, X509Certificate2 trusted)
    {
        var settings = shop.SettingsAside(await shop.CreateDatabaseAsync(), mail);
        var file = Path.Combine(new TemporaryFolder().Path, "trusted.pem");
        await File.WriteAllTextAsync(file, trusted.ExportCertificatePem());
        settings["SSL_CERT_FILE"] = file;
        (settings["Smtp__Host"], settings["Smtp__StartTls"]) = ("localhost", "true");
        return settings;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
