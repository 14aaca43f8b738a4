"""Parts of torch that need more of the system: linear algebra, FFT, sorting, random numbers, conv."""

import torch


def softmax(x, dim):
    a = torch.randn(8, 8, dtype=torch.float64)
    torch.linalg.svd(a), torch.linalg.inv(a @ a.mT + torch.eye(8)), torch.linalg.eigvals(a), torch.linalg.qr(a)
    torch.fft.ifft2(torch.fft.fft2(a)), torch.stft(a.flatten(), 16, window=torch.hann_window(16), return_complex=True)
    torch.nn.functional.conv2d(torch.randn(1, 3, 9, 9), torch.randn(4, 3, 3, 3)), a.sort(), a.topk(3), a.unique()
    torch.randperm(9), torch.multinomial(torch.rand(5), 2), torch.distributions.Normal(0.0, 1.0).sample()
    torch.optim.SGD([torch.nn.Parameter(torch.zeros(2))], 0.1).step()
    torch.autograd.gradcheck(lambda t: t.exp(), a[0, :2].clone().requires_grad_())
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
