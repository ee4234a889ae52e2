using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Aspire.Hosting.Running.Dcp;

namespace Ecommerce.AspireLite.Tests.Running;

public sealed class KubeconfigTests
{
    [Fact]
    public void Server_authority_and_token_are_read()
    {
        var config = Kubeconfig.Parse(Text());
        Assert.Equal(new Uri("https://127.0.0.1:37215"), config!.Server);
        Assert.Equal("secret-token", config.Token);
        Assert.Equal("CN=authority", config.Authority.Subject);
    }

    [Fact]
    public void A_file_that_is_still_being_written_is_not_taken_for_whole()
    {
        var text = Text();
        Assert.All(Enumerable.Range(0, text.Length), length => Assert.Null(Kubeconfig.Parse(text[..length])));
    }

    private static string Text()
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var authority = Convert.ToBase64String(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
        return $"""
            apiVersion: v1
            clusters:
            - cluster:
                certificate-authority-data: {authority}
                server: https://127.0.0.1:37215
              name: apiserver_cluster
            users:
            - name: apiserver_user
              user:
                token: secret-token

            """;
    }
}
